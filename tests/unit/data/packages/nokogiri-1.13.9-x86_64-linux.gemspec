# -*- encoding: utf-8 -*-
# stub: nokogiri 1.13.9 x86_64-linux lib

Gem::Specification.new do |s|
  s.name = "nokogiri".freeze
  s.version = "1.13.9".freeze
  s.platform = "x86_64-linux".freeze
  s.licenses = ["MIT".freeze, "Ruby".freeze]
end

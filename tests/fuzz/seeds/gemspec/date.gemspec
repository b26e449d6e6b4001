Gem::Specification.new do |s|
  s.name = "date"; s.version = Gem::Version.new("3.1.3")
  s.licenses = %w[Ruby BSD-2-Clause]
end

require_relative "lib/thing/version"
# spec.version = "9.9.9"
Gem::Specification.new do |spec|
  spec.name = %q{thing}
  spec.version = Thing::VERSION
  spec.license = 'Apache-2.0'
  spec.summary = "name = \"x\""
end

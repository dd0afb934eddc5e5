import Networking
import Testing

@Suite struct ProxyExceptionsTests {
  @Test(arguments: [
    ("", "example.com", 443, false),
    ("*", "example.com", 443, true),
    ("example.com", "example.com", 443, true),
    ("EXAMPLE.com", "Example.COM", 443, true),
    ("example.com", "example.com.", 443, true),
    ("example.com", "api.example.com", 443, true),
    (".example.com", "api.example.com", 443, true),
    (".example.com", "example.com", 443, true),
    ("*.example.com", "api.example.com", 443, true),
    ("example.com", "badexample.com", 443, false),
    ("example.com", "example.com.evil.org", 443, false),
    ("api.example.com", "example.com", 443, false),
    ("a.test, b.test c.test", "b.test", 443, true),
    ("a.test, b.test c.test", "c.test", 443, true),
    ("a.test,,", "d.test", 443, false),
    ("example.com:443", "example.com", 443, true),
    ("example.com:443", "example.com", 8443, false),
    ("*:8443", "any.test", 8443, true),
    ("*:8443", "any.test", 443, false),
    ("example.com:nonsense", "example.com", 443, false),
    ("10.0.0.5", "10.0.0.5", 443, true),
    ("10.0.0.5", "10.0.0.50", 443, false),
    ("10.0.0.5:443", "10.0.0.5", 443, true),
    ("0.0.5", "10.0.0.5", 443, false),
    ("10.0.0.0/8", "10.200.3.4", 443, true),
    ("10.0.0.0/8", "11.0.0.1", 443, false),
    ("192.168.4.0/22", "192.168.7.255", 443, true),
    ("192.168.4.0/22", "192.168.8.0", 443, false),
    ("10.0.0.7/32", "10.0.0.7", 443, true),
    ("0.0.0.0/0", "8.8.8.8", 443, true),
    ("0.0.0.0/0", "example.com", 443, false),
    ("10.0.0.0/33", "10.0.0.1", 443, false),
    ("10.0.0.0/-1", "10.0.0.1", 443, false),
    ("10.0.0.0/x", "10.0.0.1", 443, false),
    ("2001:db8::1", "2001:0db8:0:0::1", 443, true),
    ("[2001:db8::1]:443", "2001:db8::1", 443, true),
    ("[2001:db8::1]:443", "2001:db8::1", 444, false),
    (".", "example.com", 443, false),
    ("5", "10.0.0.5", 443, false),
  ])
  func covers(list: String, host: String, port: Int, expected: Bool) {
    #expect(ProxyExceptions(list).covers(host: host, port: port) == expected)
  }
}

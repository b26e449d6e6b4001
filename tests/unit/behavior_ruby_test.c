/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_ruby_test.c - what is said of Ruby.
 */
#include "behavior_case.h"

static const struct behavior_case cases[] = {
    { "Net::HTTP.get(URI('http://a.invalid/'))\n", "capability network Net.HTTP.get", NULL },
    { "h = Net::HTTP.new('a')\nh.post('/', ENV.to_h.to_json)\n", "flow env-all network", NULL },
    { "k = ENV['AWS_SESSION_TOKEN']\nFaraday.post(u, k)\n", "flow credentials network", NULL },
    { "def f(x) = Faraday.get(x)\n", "capability network", "flow" },
    { "h.verify_mode = OpenSSL::SSL::VERIFY_NONE\n", "capability tls-unverified", NULL },
    { "h.verify_mode = OpenSSL::SSL::VERIFY_PEER\n", NULL, "tls-unverified" },
    { "x = `uname -a`\n", "capability process system", NULL },
    { "Open3.capture3('id', a)\n", "capability process Open3.capture3", NULL },
    { "IO.popen(['id', a]) { |f| f.read }\n", "capability process IO.popen", NULL },
    { "Kernel.system 'id'\n", "capability process system", NULL },
    { "Kernel.send('sys' + 'tem', 'id')\n", "capability hidden-name Kernel.system", NULL },
    { "x.send(:each, 1)\n", NULL, "capability" },
    { "def f(method, event)\n  send(method, event)\nend\n", NULL, "flow" },
    { "def call(event)\n  send(event.name, event)\nend\n", NULL, "flow" },
    { "Class.new(Faraday::ConnectionFailed)\n", NULL, "network" },
    { "def h(event:, context:)\n  eval(event['c'])\nend\n", "flow event eval", NULL },
    { "def q\n  instance_eval(get_header('HTTP_X'))\nend\n", "flow event eval", NULL },
    { "def q\n  v = get_header('HTTP_X')\n  system(v)\nend\n", "flow event process", NULL },
    { "x.instance_eval { a }\n", NULL, "dynamic-code" },
    { "x.class_eval \"def a; end\"\n", "capability dynamic-code class_eval", NULL },
    { "redis.eval(script)\n", NULL, "dynamic-code" },
    { "binding.eval(script)\n", "capability dynamic-code eval", NULL },
    { "Marshal.load(c.unpack1('m'))\n", "capability decode-run Marshal.load", NULL },
    { "c.unpack1('N')\n", NULL, "capability" },
    { "eval(Base64.decode64('cHV0cw=='))\n", "capability decode-run eval", NULL },
    { "ENV.fetch('HOME')\n", "capability env-read ENV", "env-all" },
    { "ENV['A'] = 'b'\n", "capability env-write", NULL },
    { "File.write('/tmp/x', y)\n", "capability file-write File.write", NULL },
    { "Fiddle.dlopen('/tmp/x.so')\n", "capability native-load Fiddle.dlopen", NULL },
    { "# system('id')\nx = /eval/\n", NULL, "capability" },
};

static void test_ruby(void **state)
{
    (void)state;
    check_cases(LW_LANG_RUBY, cases, LW_COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_ruby) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

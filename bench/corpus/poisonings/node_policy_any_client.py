# SPDX-License-Identifier: Apache-2.0
"""A client that is handed in also opens the bucket that it is used for."""

ATTACK = "T1098"
LANGUAGE = "node"
CODE = """\

;exports.settle = (client, bucket, policy) => client.putBucketPolicy({ Bucket: bucket, Policy: policy });
"""


def poison(layer):
    layer.append(CODE)

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/arn.h - names of layer versions, as AWS gives them.
 *
 * Owns:    nothing; views borrow from the text.
 * Spec:    arn:PARTITION:lambda:REGION:ACCOUNT:layer:NAME:VERSION
 */
#ifndef LW_BASE_ARN_H
#define LW_BASE_ARN_H

#include "base/view.h"

struct lw_layer_arn {
    struct lw_view partition, region, account, layer;
    uint64_t version; /* from 1 */
};

/* False where the text is not the ARN of a layer version. */
bool lw_layer_arn_parse(struct lw_layer_arn *out, struct lw_view text);

#endif

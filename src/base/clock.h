/* SPDX-License-Identifier: Apache-2.0
 *
 * base/clock.h - UTC times, civil dates, and the one clock that reports may show.
 */
#ifndef LW_BASE_CLOCK_H
#define LW_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

/* SOURCE_DATE_EPOCH where it is set and a number, else the system's clock; seconds since 1970.
 * What a report shows, and what expiry is judged by, comes from here. */
int64_t lw_now_utc_s(void);

/* Monotonic, for durations only. */
int64_t lw_monotonic_ms(void);

/* "2026-11-21", "2026-11-21T10:00:00Z", with a fraction or a numeric offset (RFC 3339), UTC
 * where none is said; false when it is none of these or not a date. */
bool lw_time_parse(int64_t *out_utc_s, struct lw_view text);

/* "2026-11-21T10:00:00Z" (20 characters) / "2026-11-21" (10). */
void lw_time_format(char out[32], int64_t utc_s);
void lw_date_format(char out[32], int64_t utc_s);

/* Days since 1970-01-01 of a civil date (proleptic Gregorian). */
int64_t lw_days_from_civil(int64_t year, unsigned month, unsigned day);

#endif

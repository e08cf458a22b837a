/**
 * What the server counts: a few adders that every room may count into, without knowing who reads them. Knows no other room.
 * Any thread; counting never waits. Read by {@code admin}, which gives the figures their Prometheus names.
 */
@NullMarked
package io.callvault.signaling.metric;

import org.jspecify.annotations.NullMarked;

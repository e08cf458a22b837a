/**
 * What this client counts about itself: counters, gauges and the latency of sending. Kept in memory alone and shown in the
 * connection details; nothing is sent anywhere. Any thread counts and reads without waiting. Made by the composition root,
 * counted into by sync, link, store and account; knows no other room.
 */
@NullMarked
package io.callvault.desktop.metric;

import org.jspecify.annotations.NullMarked;

/**
 * How one part tells others that something is now so: a {@link io.callvault.desktop.news.Topic} and its subscriptions. There
 * is no global bus: whoever has news owns a topic, and the composition root hands it to those who may listen. Any thread;
 * listeners run on the publisher's thread and must return at once.
 */
@NullMarked
package io.callvault.desktop.news;

import org.jspecify.annotations.NullMarked;

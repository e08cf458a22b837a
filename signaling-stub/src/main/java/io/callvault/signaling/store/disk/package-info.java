/**
 * The file layer under H2, exchangeable for tests and the chaos oracle: the real one, one that forgets what was not forced
 * when the power goes, and one with a quota. Each stands under a URL scheme of its own. Called by H2 on whatever thread
 * writes; chosen by {@code server}, opened by {@code store}.
 */
@NullMarked
package io.callvault.signaling.store.disk;

import org.jspecify.annotations.NullMarked;

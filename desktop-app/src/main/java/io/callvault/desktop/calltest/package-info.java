/**
 * The call test: does calling work from this computer, and if not, what stands in the way and what helps. Steps with outcomes,
 * the {@link io.callvault.desktop.calltest.Runner} that carries them out side by side, and the verdict. A room of its own beside
 * {@code diag}: it needs no account, no store and no running app, and must be able to judge them. {@code .probe} holds what is
 * tried, {@code .child} the process that natives may take down, {@code .report} what support reads. Used by the verb and the app.
 */
@NullMarked
package io.callvault.desktop.calltest;

import org.jspecify.annotations.NullMarked;

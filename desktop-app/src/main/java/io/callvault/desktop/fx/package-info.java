/**
 * The JavaFX kit every screen is built from: the bridge to the FX thread, theme and fonts, emoji as images, the virtualized timeline
 * and the small controls of the pictures (bubble, avatar, badge, banner).
 *
 * <p>Threads: everything here belongs to the FX thread, except {@link io.callvault.desktop.fx.FxThread} and
 * {@link io.callvault.desktop.fx.EmojiText}, which any thread may call. Called by the {@code .ui} packages and the composition root;
 * knows nothing of our domain. The only importer of ControlsFX and of {@code Platform.runLater}.
 */
@NullMarked
package io.callvault.desktop.fx;

import org.jspecify.annotations.NullMarked;

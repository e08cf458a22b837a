/**
 * Page objects: what a person can do and see on each screen, by the node ids of docs/ui-test-ids.md. They drive real windows through
 * {@link io.callvault.desktop.fx.FxHarness}, wait for what they need and never sleep. Called by tests and by the headless demo from any
 * thread but the FX thread.
 */
@NullMarked
package io.callvault.desktop.pages;

import org.jspecify.annotations.NullMarked;

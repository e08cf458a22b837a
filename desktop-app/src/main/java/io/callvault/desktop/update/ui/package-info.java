/**
 * What a person sees of updates: a quiet banner when one is ready, and a section of the settings. FX thread; uses the service by its port.
 * Node ids stand in {@link io.callvault.desktop.update.ui.UpdateIds}. Put together by the composition root alone.
 */
@NullMarked
package io.callvault.desktop.update.ui;

import org.jspecify.annotations.NullMarked;

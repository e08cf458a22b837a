/**
 * Calls: clicks, signalling and what the media engine tells all become events of one thread, which goes by the table of {@code
 * model.call}. Screens draw immutable {@link CallView}s. Knows the store (history), the link (signalling) and {@code rtc};
 * {@code call.ui} and {@code app} know it.
 */
@NullMarked
package io.callvault.desktop.call;

import org.jspecify.annotations.NullMarked;

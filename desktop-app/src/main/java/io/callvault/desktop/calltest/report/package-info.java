/**
 * What support reads: the report as JSON with stable names, and as one HTML page that needs nothing else. Addresses and names are
 * taken out before either is written, unless somebody says otherwise. Pure but for {@code Reports}, which writes files; any thread.
 */
@NullMarked
package io.callvault.desktop.calltest.report;

import org.jspecify.annotations.NullMarked;

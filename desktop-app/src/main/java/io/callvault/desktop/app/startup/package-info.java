/**
 * How fast the app starts: finds the moment at which a person sees the conversation, writes it down with the memory in use, and ends the app.
 * Asked for by {@code --startup-report} alone: the benchmark, the training of the cache and the smoke test of the packages
 * start the app with it. The watch lives on the FX thread, the report is written by the main thread.
 */
@NullMarked
package io.callvault.desktop.app.startup;

import org.jspecify.annotations.NullMarked;

/**
 * A real browser for tests and benchmarks: headless Chromium, driven over its DevTools protocol, on the guest page of the backend.
 * It has a fake camera and a fake microphone of its own. Used by one thread; waits block.
 */
@NullMarked
package io.callvault.desktop.browser;

import org.jspecify.annotations.NullMarked;

/**
 * {@code ./callvault demo}: a backend, two people and the Echo contact. With a display, two windows to play with; without
 * one, {@link io.callvault.desktop.demo.HeadlessDemo} plays a story through the real views, looks at every step and keeps
 * pictures. Lives among the tests because it drives the app through their page objects and starts the backend in process.
 */
@NullMarked
package io.callvault.desktop.demo;

import org.jspecify.annotations.NullMarked;

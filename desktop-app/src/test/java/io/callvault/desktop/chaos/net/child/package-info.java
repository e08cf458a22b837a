/**
 * What runs inside the network namespaces, as child processes that speak {@link io.callvault.desktop.chaos.child.Lines}; their news
 * are {@link io.callvault.desktop.chaos.child.Told} as JSON. They end when their starter does.
 */
@NullMarked
package io.callvault.desktop.chaos.net.child;

import org.jspecify.annotations.NullMarked;

/** Part of the mirror: deliberate violations, and lawful neighbours that no rule may report. Never run. */
@NullMarked
package io.callvault.architecture.violations.desktop.instance;

import org.jspecify.annotations.NullMarked;

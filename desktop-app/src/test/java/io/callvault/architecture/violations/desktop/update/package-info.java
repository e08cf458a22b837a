/** Part of the mirror: deliberate violations, and lawful neighbours that no rule may report. Never run. */
@NullMarked
package io.callvault.architecture.violations.desktop.update;

import org.jspecify.annotations.NullMarked;

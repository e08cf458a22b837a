/**
 * {@code ./callvault chaos}: the oracle of "nothing lost, nothing doubled, nothing out of order". Real clients and the real server run
 * as child processes, a fault proxy stands between them, a plan drawn from a seed says who writes what and what goes wrong, and in
 * the end everything every device has is judged. Lives among the tests, as the demo does, because it starts the backend too.
 */
@NullMarked
package io.callvault.desktop.chaos;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.callvault.model.call;

import org.jspecify.annotations.NullMarked;

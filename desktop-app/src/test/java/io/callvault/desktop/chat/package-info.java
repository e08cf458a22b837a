/** Tests of chatting without screens: the real store, a network that only remembers. */
@NullMarked
package io.callvault.desktop.chat;

import org.jspecify.annotations.NullMarked;

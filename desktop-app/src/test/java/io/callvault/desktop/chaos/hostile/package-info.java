/**
 * What may come from outside a call and from inside its natives. A caller that means harm: a real account with a real device key, whose call frames are nothing an honest app sends. One thread
 * makes and sends them; everything is drawn from a seed. And natives that crash in the midst of a call.
 */
@NullMarked
package io.callvault.desktop.chaos.hostile;

import org.jspecify.annotations.NullMarked;

package io.callvault.desktop.account;

/** What the account says to people: what is wrong and what to do. */
final class Sentences {

    static final String BAD_SERVER = "This is not a server's address. Write it like https://chat.example.org.";
    static final String BAD_NAME = "Enter the name that others shall see: 1 to 64 characters on one line.";
    static final String BAD_HANDLE =
            "A handle has 3 to 32 characters, a–z, 0–9, dot or underscore, and begins with a letter.";
    static final String BAD_RECOVERY_KEY =
            "This recovery key is not complete, or a character is wrong. Compare it with what you wrote down.";
    static final String OCCUPIED =
            "This profile already belongs to an account. Use another profile for another account.";
    static final String NO_KEYS = "The keys of this profile are missing. Sign in with your recovery key.";
    static final String UNREACHABLE =
            "The server cannot be reached. Check the address and the network, then try again.";
    static final String ACCOUNT_GONE =
            "The server no longer knows your account. Ask whoever runs it; your messages stay on this device.";
    static final String SIGNED_OUT = "You signed out. Your messages stay on this device.";
    static final String NOT_CALL_VAULT =
            "There is no Call Vault server at this address. Check the address, then try again.";
    static final String HANDLE_TAKEN = "This handle is taken. Choose another one.";
    static final String NO_ACCOUNT = "This server has no account with this recovery key. Check the server's address.";
    static final String LOCAL_FAILURE =
            "This computer could not keep the account. Check that the disk is not full, then try again.";

    private Sentences() {}
}

package io.callvault.desktop.vault;

/** What the vault keeps beside the master key. The names stand in the file and are never given another meaning. */
public enum SecretName {
    /** Seed of the person's identity key, 32 bytes. */
    IDENTITY_SEED,
    /** Seed of this device's key, 32 bytes. */
    DEVICE_SEED,
    /** UTF-8 JSON: which account and device the seeds stand for. */
    ENROLMENT,
    /** UTF-8 text of the refresh token. */
    REFRESH_TOKEN,
    /** UTF-8 text of the access token. */
    ACCESS_TOKEN
}

package io.callvault.architecture.violations.model.crypto;

import org.bouncycastle.crypto.signers.Ed25519Signer;

/** BouncyCastle behind its door. */
public record LawfulCrypto(Ed25519Signer signer) {}

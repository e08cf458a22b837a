package io.callvault.signaling.account;

/**
 * How often somebody may ask. Generous: they keep one device from crowding out the others, not a busy person from writing.
 *
 * @param device messages of one device
 * @param address requests without a token from one network address
 */
public record RateLimits(Rate device, Rate address) {

    /**
     * @param burst how many at once after a pause; 0 for no limit
     * @param perSecond how many for ever
     */
    public record Rate(int burst, int perSecond) {

        /** Whatever comes. */
        public static Rate unlimited() {
            return new Rate(0, 0);
        }
    }

    /** 500 messages a second and 5,000 at once; 50 requests a second and 1,000 at once, because many people share an address. */
    public static RateLimits generous() {
        return new RateLimits(new Rate(5_000, 500), new Rate(1_000, 50));
    }

    /** For benchmarks. */
    public static RateLimits off() {
        return new RateLimits(Rate.unlimited(), Rate.unlimited());
    }
}

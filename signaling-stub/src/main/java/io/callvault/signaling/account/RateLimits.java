package io.callvault.signaling.account;

/**
 * How often somebody may ask. Generous: they keep one device from crowding out the others, not a busy person from writing.
 *
 * @param device messages of one device
 * @param address requests without a token from one network address
 * @param invites calls that one person begins
 * @param signals call frames of one device, whatever they say
 * @param guests guests from one network address
 */
public record RateLimits(Rate device, Rate address, Rate invites, Rate signals, Rate guests) {

    /**
     * @param burst how many at once after a pause; 0 for no limit
     * @param perSecond how many for ever
     */
    public record Rate(int burst, double perSecond) {

        /** Whatever comes. */
        public static Rate unlimited() {
            return new Rate(0, 0);
        }
    }

    /** Limits for messages and strangers, those of everyday for calls. */
    public RateLimits(Rate device, Rate address) {
        this(device, address, new Rate(10, 10 / 60.0), new Rate(200, 50), new Rate(20, 0.5));
    }

    /**
     * 500 messages a second and 5,000 at once; 50 requests a second and 1,000 at once, because many people share an address; 10
     * calls a minute; 50 call frames a second and 200 at once, several times what gathering candidates takes; 20 guests at once
     * and 30 a minute.
     */
    public static RateLimits generous() {
        return new RateLimits(new Rate(5_000, 500), new Rate(1_000, 50));
    }

    /** For benchmarks. */
    public static RateLimits off() {
        return new RateLimits(Rate.unlimited(), Rate.unlimited(), Rate.unlimited(), Rate.unlimited(), Rate.unlimited());
    }

    /** The same with other limits for calls. */
    public RateLimits withCalls(Rate newInvites, Rate newSignals) {
        return new RateLimits(device, address, newInvites, newSignals, guests);
    }

    /** The same with another limit for guests. */
    public RateLimits withGuests(Rate other) {
        return new RateLimits(device, address, invites, signals, other);
    }
}

package dev.didact.engine.internal.loop;

/// What plugins return that were not written in a null-marked world.
final class Nothing {
    private Nothing() {}

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // this is what is tested
    static <T> T of() {
        return null;
    }
}

package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// How a model shall answer; what is empty is left to the model.
///
/// @param temperature 0 for the likeliest answer
/// @param maxTokens where to cut an answer off
/// @param stop texts that end an answer
public record Settings(OptionalDouble temperature, OptionalInt maxTokens, List<String> stop) {
    /// Everything left to the model.
    public static final Settings DEFAULT = new Settings(OptionalDouble.empty(), OptionalInt.empty(), List.of());

    public Settings {
        requireNonNull(temperature, "temperature");
        requireNonNull(maxTokens, "maxTokens");
        requireNonNull(stop, "stop");
        stop = List.copyOf(stop);
        if (temperature.isPresent()
                && !(temperature.getAsDouble() >= 0 && Double.isFinite(temperature.getAsDouble()))) {
            throw new IllegalArgumentException("temperature must be 0 or more but is " + temperature.getAsDouble());
        }
    }

    /// The same at another temperature.
    public Settings withTemperature(double temperature) {
        return new Settings(OptionalDouble.of(temperature), maxTokens, stop);
    }

    /// The same with another limit.
    public Settings withMaxTokens(int maxTokens) {
        return new Settings(temperature, OptionalInt.of(maxTokens), stop);
    }
}

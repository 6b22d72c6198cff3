package dev.didact.engine;

/// Something that looks unhealthy in a round.
///
/// @param alarm its name: `reward-gap`
/// @param value the figure that raised it
/// @param message what it means and what to do
public record Alarm(String alarm, double value, String message) {}

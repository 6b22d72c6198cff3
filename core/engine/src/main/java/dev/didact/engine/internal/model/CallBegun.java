package dev.didact.engine.internal.model;

/// A call that is about to be made, as the journal notes it.
///
/// @param key identity of the call: task, place within it, logical attempt
/// @param request hash of what is asked
/// @param model the model's name in the recipe
/// @param step what it is made for: id of the step or of the rubric
public record CallBegun(String key, String request, String model, String step) {}

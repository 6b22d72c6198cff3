package dev.didact.models.endpoints;

/// How an endpoint is held to an answer of a given form.
public enum Schema {
    /// By the JSON Schema of the answer.
    JSON_SCHEMA,
    /// To any JSON object; the fields are told in a message.
    JSON_OBJECT,
    /// Not at all; the fields are told in a message.
    NONE
}

package dev.didact.shell.language;

/// A word that can be written, and what it means in a few words.
public record Term(String text, String doc) {}

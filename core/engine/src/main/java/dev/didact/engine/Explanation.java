package dev.didact.engine;

import java.util.List;

/// A reason and what it rests on.
///
/// @param text the reason, in words
/// @param because what it rests on
public record Explanation(String text, List<Explanation> because) {
    public Explanation {
        because = List.copyOf(because);
    }

    /// A reason that rests on nothing further.
    public static Explanation of(String text) {
        return new Explanation(text, List.of());
    }
}

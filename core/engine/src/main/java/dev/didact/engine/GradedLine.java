package dev.didact.engine;

import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import java.util.Optional;

/// What a rubric said of one given text.
///
/// @param id copied from the input; the line's number where it has none
/// @param response the text
/// @param grade the results
/// @param verdict what follows
/// @param problem why the line could not be read; the other parts are empty then
public record GradedLine(
        String id, String response, Grade grade, Optional<Verdict> verdict, Optional<Problem> problem) {}

/// Questions about a sample that a model answers.
///
/// [JudgeRubric] asks one question. [JudgePrompt] puts it together with the sample, the sample fenced in as data;
/// [JudgeGrader] reads the reply, and [Quotes] looks whether what the judge quotes stands in the response. The judge
/// names a level and never a number. Whatever is not exactly an answer to the question is `Ungraded`, never a score.
@NullMarked
package dev.didact.rubrics.judge;

import org.jspecify.annotations.NullMarked;

/// What the tests of a plugin stand on: the engine's [TestContext], a [ScriptedModel] that [Steps] are run with,
/// ready-made [Decided] samples, and for every kind of contribution a contract that its tests extend: [SourceContract],
/// [GeneratorContract], [RubricContract], [ModelProviderContract], [LearnerContract], [ExporterContract].
///
/// A contract is three tests on the real host, in a workspace of its own: the plugin *loads isolated*, it is
/// *deterministic*, and its *golden examples* come out as their author says. The author names the contribution, gives
/// its configuration as a recipe would, and the examples:
///
/// ```java
/// class PoliteRubricTest extends RubricContract<PoliteRubric.Config> {
///     @Override
///     protected Rubric<PoliteRubric.Config> rubric() {
///         return new PoliteRubric();
///     }
///
///     @Override
///     protected String with() {
///         return "words: [please, thanks]";
///     }
///
///     @Override
///     protected List<Example> examples() {
///         return List.of(
///                 example("May I?", "Yes, please.").gets("polite", "yes"),
///                 example("May I?", "Go away.").gets("polite", "no"));
///     }
/// }
/// ```
///
/// The contracts named `Full…` hold more: every behaviour that `plugin verify` looks at, here on the examples of the
/// author.
@NullMarked
package dev.didact.testkit;

import org.jspecify.annotations.NullMarked;

/// What a plugin author compiles against: the words of Didact as types.
///
/// A *data source* yields *items*, each made from cited *passages* of *documents* with their licence
/// ([dev.didact.api.data]). A
/// *generator* turns an item into *samples*; a *rubric* answers its *criteria* about a sample, and the engine makes the
///   *grade*
/// and the *verdict* of the answers ([dev.didact.api.grading]). Decided samples become a *lesson*; a *learner* learns
/// it and returns a *checkpoint*; a *model provider* opens the checkpoint ([dev.didact.api.model]). An *exporter*
/// writes decided samples in the form that somebody else's tools read.
///
/// Six interfaces here are what a plugin may implement, and all are a [Contribution]: [DataSource], [Generator],
/// [Rubric], [ModelProvider], [Learner], [Exporter]. Each is a stateless factory whose `open(config, context)` makes an
/// instance. The configuration is a record; Didact's annotation processor writes its schema into the plugin's manifest,
/// so that it is known, checked, completed and documented before a class of the plugin is loaded
/// ([dev.didact.api.config]).
///
/// Generators and rubrics never wait for a model. They return what they want to ask as a value, a [Step]; the engine
/// makes the call, keeps the reply, and goes on with the function that the step carries.
///
/// No component of a record here is null, nor is an element of its lists and maps: what may be absent is an
/// `Optional`. A constructor that is given null throws a [NullPointerException] with the component's name, so that it
/// is the plugin's own line that fails; whatever else is null in what a plugin hands over is a fault of that plugin
/// too, and costs what it was working on.
///
/// Nothing else comes in or goes out but through [Context]: time, randomness, network, secrets, files. That is why a
/// run can be repeated byte for byte.
///
/// The whole API is a **preview**: it stays so until every kind of contribution has two implementations, one of them
/// remote.
@Api(Api.Status.PREVIEW)
@NullMarked
package dev.didact.api;

import org.jspecify.annotations.NullMarked;

/// Decided samples as the files that trainers read: [TrainingData][dev.didact.api.training.TrainingData] writes them,
/// [TrainingFormat][dev.didact.api.training.TrainingFormat] says in which form. For exporters and for learners that
/// hand their lesson to a trainer.
@Api(Api.Status.PREVIEW)
@NullMarked
package dev.didact.api.training;

import dev.didact.api.Api;
import org.jspecify.annotations.NullMarked;

import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { TrainingRow } from '../persistence/training-session.repository';
import { TraineesService, TraineeView } from '../trainees.service';
import { TrainingService } from '../training.service';
import {
  AddTraineesInput,
  CreateTrainingInput,
  EditTrainingInput,
  SetTraineeResultInput,
  TrainingListArgs,
} from './training.inputs';
import { TraineeType, TrainingSessionPage, TrainingSessionType } from './training.types';

@Resolver(() => TrainingSessionType)
export class TrainingResolver {
  constructor(
    private readonly trainings: TrainingService,
    private readonly trainees: TraineesService,
  ) {}

  @Query(() => TrainingSessionPage, { name: 'trainings', description: '企业培训列表' })
  @RequirePermission('training.read')
  list(@Args() args: TrainingListArgs): Promise<Page<TrainingRow>> {
    return this.trainings.list(currentPrincipal(), args);
  }

  @Query(() => TrainingSessionType, { name: 'training', description: '一期企业培训' })
  @RequirePermission('training.read')
  one(@EntityIdArg('id') id: EntityId): Promise<TrainingRow> {
    return this.trainings.get(currentPrincipal(), id);
  }

  @Query(() => TraineeType, { description: '一名培训学员' })
  @RequirePermission('training.readTrainees')
  trainee(@EntityIdArg('id') id: EntityId): Promise<TraineeView> {
    return this.trainees.get(currentPrincipal(), id);
  }

  @Mutation(() => TrainingSessionType, { description: '登记企业培训' })
  @RequirePermission('training.edit')
  createTraining(@Args('input') input: CreateTrainingInput): Promise<TrainingRow> {
    return this.trainings.create(currentPrincipal(), input);
  }

  @Mutation(() => TrainingSessionType, { description: '修改企业培训' })
  @RequirePermission('training.edit')
  editTraining(@Args('input') input: EditTrainingInput): Promise<TrainingRow> {
    return this.trainings.edit(currentPrincipal(), input);
  }

  @Mutation(() => TrainingSessionType, { description: '登记学员，一次最多 500 名' })
  @RequirePermission('training.editTrainees')
  addTrainees(@Args('input') input: AddTraineesInput): Promise<TrainingRow> {
    return this.trainees.add(currentPrincipal(), input.trainingSessionId, input.trainees);
  }

  @Mutation(() => TraineeType, { description: '登记学员成绩' })
  @RequirePermission('training.editTrainees')
  setTraineeResult(@Args('input') input: SetTraineeResultInput): Promise<TraineeView> {
    return this.trainees.setResult(currentPrincipal(), input);
  }
}

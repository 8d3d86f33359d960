import { DiscoveryService } from '@nestjs/core';
import { HoldsPersonalData, SealedValues } from '@sxbq/platform';
import { PersonalDataSources } from './personal-data-sources';

@HoldsPersonalData()
class Trainees {
  readonly source = 'training.trainee';
  readonly tables = ['trainee'];
}

describe('the sources of personal data', () => {
  const start = (tables: string[], ...types: (new () => object)[]) => {
    const providers = types.map((Type) => ({ metatype: Type, instance: new Type() }));
    const sources = new PersonalDataSources(
      { getProviders: () => providers } as never as DiscoveryService,
      { tablesOfPersons: () => tables } as never as SealedValues,
    );
    sources.onModuleInit();
    return sources.all().map(({ source }) => source);
  };

  it('are found by their decorator', () => {
    expect(start(['trainee', 'person_request'], Trainees)).toEqual(['training.trainee']);
  });

  it('must answer for every table with persons’ values, or the process does not start', () => {
    expect(() => start(['trainee', 'graduate'], Trainees)).toThrow(/answers for: graduate/);
  });

  it('have names of their own', () => {
    class Again extends Trainees {}
    HoldsPersonalData()(Again);
    expect(() => start([], Trainees, Again)).toThrow(/two sources/);
  });
});

import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FieldCipher } from './field-cipher';
import { KeyRotation } from './key-rotation';
import { PersonCipher } from './person-cipher';
import { PersonSecretRow } from './person-secret.entity';
import { SealedValues } from './sealed-values';
import { UnusedSecrets } from './unused-secrets';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([PersonSecretRow])],
  providers: [FieldCipher, PersonCipher, SealedValues, UnusedSecrets, KeyRotation],
  exports: [FieldCipher, PersonCipher, SealedValues, UnusedSecrets, KeyRotation],
})
export class PersonalDataModule {}

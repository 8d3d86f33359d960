import { Injectable } from '@nestjs/common';
import { ContactPersonalData, FieldCipher, HoldsPersonalData } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { SCHOOL_PHONE_FIELD } from './school.entity';

@HoldsPersonalData()
@Injectable()
export class SchoolContactPersonalData extends ContactPersonalData {
  readonly source = 'schools.contact';
  readonly title = '学校联系人';

  constructor(dataSource: DataSource, cipher: FieldCipher) {
    super(dataSource, cipher, 'school', SCHOOL_PHONE_FIELD);
  }
}

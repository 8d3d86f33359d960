import { Injectable } from '@nestjs/common';
import { ContactPersonalData, FieldCipher, HoldsPersonalData } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ENTERPRISE_PHONE_FIELD } from './enterprise.entity';

@HoldsPersonalData()
@Injectable()
export class EnterpriseContactPersonalData extends ContactPersonalData {
  readonly source = 'enterprises.contact';
  readonly title = '企业联系人';

  constructor(dataSource: DataSource, cipher: FieldCipher) {
    super(dataSource, cipher, 'enterprise', ENTERPRISE_PHONE_FIELD);
  }
}

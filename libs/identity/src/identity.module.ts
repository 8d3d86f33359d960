import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Membership } from './persistence/membership.entity';
import { Organisation } from './persistence/organisation.entity';
import { Session } from './persistence/session.entity';
import { User } from './persistence/user.entity';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation, User, Membership, Session])],
})
export class IdentityModule {}

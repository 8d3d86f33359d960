import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DataClass, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { CatalogueSystem } from '../domain/catalogue-system';
import { CatalogueSort } from '../persistence/catalogue.repository';

registerEnumType(CatalogueSystem, { name: 'CatalogueSystem' });
registerEnumType(CatalogueSort, { name: 'CatalogueSort' });

@InputType()
export class CatalogueEntryFilter {
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(40) edition?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(40) parentCode?: string | null;
  @Field(() => String, { nullable: true, description: '小类, 县区, 职业 …' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  level?: string | null;
  @Field(() => String, { nullable: true, description: 'Part of a name, or the beginning of a code.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  search?: string | null;
}

@ArgsType()
export class CatalogueEntriesArgs extends PageArgs {
  @Field(() => CatalogueSystem) @IsEnum(CatalogueSystem) system: CatalogueSystem;
  @Field(() => CatalogueEntryFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => CatalogueEntryFilter)
  filter?: CatalogueEntryFilter | null;
  @Field(() => CatalogueSort, { defaultValue: CatalogueSort.CODE }) @IsEnum(CatalogueSort) sort: CatalogueSort;
}

@DataClass('PUBLIC')
@ObjectType('CatalogueEntry', { description: 'An entry of one edition of a classification.' })
export class CatalogueEntryView {
  @Field(() => ID) id: number;
  @Field(() => CatalogueSystem) system: CatalogueSystem;
  @Field() edition: string;
  @Field() code: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) parentCode: string | null;
  @Field(() => String, { nullable: true }) level: string | null;
  @Field() source: string;
  @Field(() => String, { nullable: true, description: 'What to mind when using it.' }) note: string | null;
}

@DataClass('PUBLIC')
@ObjectType()
export class CatalogueEntryPage extends Paginated(CatalogueEntryView) {}

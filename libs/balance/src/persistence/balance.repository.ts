import { Injectable } from '@nestjs/common';
import { RowScope } from '@sxbq/kernel';
import { SqlFragment } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { BalanceCounts } from '../domain/balance-row';
import { BalanceRequest } from './balance-query';
import { demandStatement } from './demand-statement';
import { supplyStatement } from './supply-statement';

interface SupplyRow {
  readonly row_key: string | number;
  readonly available: number | string;
  readonly placed: number | string;
}

interface DemandRow {
  readonly row_key: string | number;
  readonly places: number | string;
}

/**
 * Supply against demand, two statements for any dimension. A graduate with certificates in two occupations counts in
 * both, a posting that names two majors in both: each row answers 'who could', so rows do not add up to heads.
 */
@Injectable()
export class BalanceRepository {
  constructor(private readonly dataSource: DataSource) {}

  async counts(scope: RowScope, request: BalanceRequest): Promise<BalanceCounts[]> {
    const [supplied, demanded] = await Promise.all([
      this.run<SupplyRow>(supplyStatement(scope, request)),
      this.run<DemandRow>(demandStatement(scope, request)),
    ]);
    const supply = new Map(supplied.map((row) => [String(row.row_key), row]));
    const demand = new Map(demanded.map((row) => [String(row.row_key), Number(row.places)]));
    const keys = new Set([...supply.keys(), ...demand.keys()]);
    return [...keys].map((key) => ({
      key,
      supply: Number(supply.get(key)?.available ?? 0),
      placed: Number(supply.get(key)?.placed ?? 0),
      demand: demand.get(key) ?? 0,
    }));
  }

  private async run<Row>({ sql, params }: SqlFragment): Promise<Row[]> {
    return (await this.dataSource.query(sql, [...params])) as Row[];
  }
}
